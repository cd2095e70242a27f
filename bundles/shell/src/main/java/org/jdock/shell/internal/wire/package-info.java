/**
 * The console protocol, spoken over the unix socket {@code EXEC_ROOT/console} between the daemon
 * and {@code jdock-client}; one connection is one command.
 *
 * <p>Both directions are sequences of frames: a type (1 byte), the payload's length (4 bytes, big
 * endian, at most 1 MiB) and the payload. Numbers are big endian; a string is its length in bytes
 * (4 bytes) and UTF-8.
 *
 * <pre>
 * client to daemon
 *   1 REQUEST  version (1 byte, 1), flags (1 byte: 1 stdin, 2 stdout, 4 stderr is a terminal),
 *              TERM (string), working directory (string), count (4 bytes), arguments (strings).
 *              The first frame, and only once. No arguments: an interactive session
 *   2 STDIN    bytes; the answer to one READ, never empty
 *   3 END      standard input has ended; the answer to one READ
 *   4 SIZE     rows (4 bytes), columns (4 bytes) of the terminal
 *   5 SIGNAL   its name without SIG (string): INT, TERM, HUP, QUIT
 * daemon to client
 *  16 STDOUT   bytes
 *  17 STDERR   bytes
 *  18 READ     most bytes wanted (4 bytes): read standard input and answer. Nothing is read unasked,
 *              so a command that needs no input leaves it to the next; that also bounds what waits
 *  19 RAW      1 byte: 1 to put the terminal into raw mode, answered with SIZE now and after each
 *              change; 0 to put it back. Ignored unless stdin and stdout are terminals
 *  20 EXIT     status (4 bytes), the last frame
 * </pre>
 *
 * <p>A connection that ends early ends the command, as a hang-up would. Who may connect is the
 * socket's mode, 0600 in a directory that only its owner can write.
 */
@NullMarked
package org.jdock.shell.internal.wire;

import org.jspecify.annotations.NullMarked;
