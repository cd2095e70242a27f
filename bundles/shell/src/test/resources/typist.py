"""Runs a command on a pseudo-terminal of 24 by 80 and types at it.

typist.py STEP… -- COMMAND…, a step being `expect TEXT` (after what was expected before), `type KEYS`,
`size ROWS COLUMNS` or `exit STATUS`, which also checks that the terminal is set as it was.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

LIMIT = 20


def main():
    split = sys.argv.index("--")
    steps, command = sys.argv[1:split], sys.argv[split + 1:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"
        # The parent sets the size first.
        sys.stdin.readline()
        os.execvp(command[0], command)
    resize(terminal, 24, 80)
    before = termios.tcgetattr(terminal)
    os.write(terminal, b"\n")
    seen = b""
    for step in steps:
        verb, _, rest = step.partition(" ")
        if verb == "type":
            os.write(terminal, rest.encode())
        elif verb == "size":
            rows, columns = rest.split()
            resize(terminal, int(rows), int(columns))
            os.kill(pid, signal.SIGWINCH)
        elif verb == "expect":
            seen = expect(terminal, rest.encode(), seen)
        elif verb == "exit":
            finish(pid, terminal, int(rest), before, seen)


def resize(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def expect(terminal, text, seen):
    end = time.monotonic() + LIMIT
    while text not in seen:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        if not ready:
            sys.exit("no %r in %r" % (text, seen))
        try:
            seen += os.read(terminal, 4096)
        except OSError:
            sys.exit("ended without %r: %r" % (text, seen))
    return seen[seen.index(text) + len(text):]


def finish(pid, terminal, status, before, seen):
    end = time.monotonic() + LIMIT
    done = 0
    while not done:
        ready, _, _ = select.select([terminal], [], [], 0.05)
        try:
            seen += os.read(terminal, 4096) if ready else b""
        except OSError:
            # The last process has closed its side.
            time.sleep(0.05)
        done, raw = os.waitpid(pid, os.WNOHANG)
        if time.monotonic() > end:
            os.kill(pid, signal.SIGKILL)
            sys.exit("does not end: %r" % seen)
    if os.waitstatus_to_exitcode(raw) != status:
        sys.exit("status %d: %r" % (os.waitstatus_to_exitcode(raw), seen))
    if termios.tcgetattr(terminal) != before:
        sys.exit("the terminal is not as it was: %r" % seen)


main()
