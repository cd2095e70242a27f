"""Runs a program on a terminal of its own and talks to it.

terminal.py -- COMMAND... -- [AWAITED TYPED]...
Each AWAITED text is waited for in the output (none: half a second), then TYPED is typed; escapes such
as \\n and \\x03 are understood. RESIZE LINES COLUMNS changes the terminal's size. Ends with the program,
with its exit code.
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

LIMIT = 60


def size(fd, lines, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def read(fd, deadline):
    ready, _, _ = select.select([fd], [], [], max(0, deadline - time.monotonic()))
    if not ready:
        return None
    try:
        return os.read(fd, 65536)
    except OSError:  # the other side has ended
        return b""


def give_up(pid, why, output):
    os.kill(pid, signal.SIGKILL)
    sys.stderr.write("%s; the output was %r\n" % (why, output))
    sys.exit(250)


arguments = sys.argv[2:]
end = arguments.index("--")
command, talk = arguments[:end], arguments[end + 1:]
pid, fd = pty.fork()
if pid == 0:
    size(0, 31, 101)
    os.execvp(command[0], command)

output = b""
for awaited, typed in zip(talk[::2], talk[1::2]):
    if awaited:
        unseen = b""
        deadline = time.monotonic() + LIMIT
        while awaited.encode() not in unseen:
            data = read(fd, deadline)
            if not data:
                give_up(pid, "%r did not come" % awaited, output)
            unseen += data
            output += data
    time.sleep(0.5)
    words = typed.split()
    if words and words[0] == "RESIZE":
        size(fd, int(words[1]), int(words[2]))
        time.sleep(1)
    else:
        os.write(fd, typed.encode().decode("unicode_escape").encode())

deadline = time.monotonic() + LIMIT
while True:
    data = read(fd, deadline)
    if data is None:
        give_up(pid, "it did not end", output)
    if not data:
        break
    output += data
_, status = os.waitpid(pid, 0)
sys.stdout.write(output.decode(errors="replace"))
sys.exit(os.waitstatus_to_exitcode(status))
