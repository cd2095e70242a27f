"""A plugin that speaks Docker's protocol v1: plugin.py SOCKET STATE KIND...

KIND is VolumeDriver, LogDriver or NetworkDriver. Volumes are directories below STATE and so outlive
it; logs and networks are forgotten when it ends.
"""
import json
import os
import select
import socketserver
import struct
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler

SOCKET, STATE, KINDS = sys.argv[1], sys.argv[2], sys.argv[3:]
LOCK = threading.RLock()


class Refused(Exception):
    pass


# --- volumes ---------------------------------------------------------------------------------

def volume(name):
    path = os.path.join(STATE, name)
    if not os.path.isdir(path):
        raise Refused("no volume " + name)
    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(os.stat(path).st_ctime))
    return {"Name": name, "Mountpoint": os.path.join(path, "data"), "CreatedAt": made}


def volume_create(r):
    unknown = set(r.get("Opts") or {}) - {"color", "size"}
    if unknown:
        raise Refused("unknown option " + ", ".join(sorted(unknown)))
    os.makedirs(os.path.join(STATE, r["Name"], "data"))
    return {}


def volume_remove(r):
    volume(r["Name"])
    subprocess.run(["rm", "-rf", os.path.join(STATE, r["Name"])], check=True)
    return {}


def volume_mount(r):
    path = volume(r["Name"])["Mountpoint"]
    with open(os.path.join(STATE, "calls.txt"), "a") as calls:
        calls.write("mount %s %s\n" % (r["Name"], r["ID"]))
    return {"Mountpoint": path}


def volume_unmount(r):
    volume(r["Name"])
    with open(os.path.join(STATE, "calls.txt"), "a") as calls:
        calls.write("unmount %s %s\n" % (r["Name"], r["ID"]))
    return {}


def volume_list(r):
    names = [n for n in os.listdir(STATE) if os.path.isdir(os.path.join(STATE, n, "data"))]
    return {"Volumes": [volume(n) for n in sorted(names)]}


# --- logs ------------------------------------------------------------------------------------

ENTRIES = {}  # container: messages with their lengths
READERS = {}  # fifo: descriptor


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def time_of(message):
    at = 4
    while at < len(message):
        tag, at = varint(message, at)
        if tag == 0x10:
            return varint(message, at)[0]
        if tag & 7 == 2:
            length, at = varint(message, at)
            at += length
        else:
            _, at = varint(message, at)
    return 0


def follow(fifo, fd, container):
    """Reads and stores under the lock: who finds the fifo empty finds what was in it stored."""
    rest = b""
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    while READERS.get(fifo) == fd:
        if not poll.poll(100):
            continue
        with LOCK:
            if READERS.get(fifo) != fd:
                return
            data = os.read(fd, 1 << 16)
            if not data:
                return
            rest += data
            at = 0
            entries = ENTRIES.setdefault(container, [])
            while len(rest) - at >= 4:
                end = at + 4 + struct.unpack_from(">I", rest, at)[0]
                if end > len(rest):
                    break
                entries.append(rest[at:end])
                at = end
            with open(os.path.join(STATE, "log.bin"), "ab") as log:
                log.write(rest[:at])
            rest = rest[at:]


def log_start(r):
    fd = os.open(r["File"], os.O_RDONLY | os.O_NONBLOCK)
    with LOCK:
        ENTRIES.setdefault(r["Info"]["ContainerID"], [])
        READERS[r["File"]] = fd
    args = (r["File"], fd, r["Info"]["ContainerID"])
    threading.Thread(target=follow, args=args, daemon=True).start()
    return {}


def log_stop(r):
    with LOCK:
        fd = READERS.pop(r["File"], None)
    if fd is None:
        raise Refused("no log at " + r["File"])
    os.close(fd)
    return {}


def nanos(text):
    if not text or text.startswith("0001"):
        return None
    seconds, _, fraction = text.rstrip("Z").partition(".")
    whole = int(time.mktime(time.strptime(seconds + "UTC", "%Y-%m-%dT%H:%M:%S%Z")) - time.timezone)
    return whole * 1000000000 + int((fraction + "000000000")[:9])


def log_read(r):
    since, until, tail = (r["Config"].get(k) for k in ("Since", "Until", "Tail"))
    since, until = nanos(since), nanos(until)
    with LOCK:
        entries = list(ENTRIES.get(r["Info"]["ContainerID"], []))
    if since is not None:
        entries = [e for e in entries if time_of(e) >= since]
    if until is not None:
        entries = [e for e in entries if time_of(e) <= until]
    return b"".join(entries if tail < 0 else entries[-tail:] if tail else [])


# --- networks --------------------------------------------------------------------------------

NETWORKS = {}


def ip(*words):
    subprocess.run(("ip",) + words, check=True, capture_output=True)


def network_create(r):
    if r["NetworkID"] in NETWORKS:
        raise Refused("there is network " + r["NetworkID"])
    NETWORKS[r["NetworkID"]] = {"spec": r, "endpoints": set()}
    return {}


def network(r):
    if r["NetworkID"] not in NETWORKS:
        raise Refused("no network " + r["NetworkID"])
    return NETWORKS[r["NetworkID"]]


def network_delete(r):
    network(r)
    del NETWORKS[r["NetworkID"]]
    return {}


def endpoint_create(r):
    endpoints = network(r)["endpoints"]
    if r["EndpointID"] in endpoints:
        raise Refused("there is endpoint " + r["EndpointID"])
    link = r["EndpointID"][:8]
    ip("link", "add", "h" + link, "type", "veth", "peer", "name", "c" + link)
    gateway = network(r)["spec"]["IPv4Data"][0]["Gateway"]
    ip("addr", "add", gateway, "dev", "h" + link)
    ip("link", "set", "h" + link, "up")
    endpoints.add(r["EndpointID"])
    return {"Interface": {}}


def endpoint_delete(r):
    endpoints = network(r)["endpoints"]
    if r["EndpointID"] not in endpoints:
        raise Refused("no endpoint " + r["EndpointID"])
    endpoints.discard(r["EndpointID"])
    ip("link", "del", "h" + r["EndpointID"][:8])
    return {}


def endpoint_join(r):
    gateway = network(r)["spec"]["IPv4Data"][0]["Gateway"].split("/")[0]
    return {
        "InterfaceName": {"SrcName": "c" + r["EndpointID"][:8], "DstPrefix": "eth"},
        "Gateway": gateway,
        "StaticRoutes": [{"Destination": "198.51.100.0/24", "RouteType": 0, "NextHop": gateway}],
    }


METHODS = {
    "Plugin.Activate": lambda r: {"Implements": KINDS},
    "VolumeDriver.Capabilities": lambda r: {"Capabilities": {"Scope": "global"}},
    "VolumeDriver.Create": volume_create,
    "VolumeDriver.Remove": volume_remove,
    "VolumeDriver.Mount": volume_mount,
    "VolumeDriver.Unmount": volume_unmount,
    "VolumeDriver.Path": lambda r: {"Mountpoint": volume(r["Name"])["Mountpoint"]},
    "VolumeDriver.Get": lambda r: {"Volume": volume(r["Name"])},
    "VolumeDriver.List": volume_list,
    "LogDriver.Capabilities": lambda r: {"Cap": {"ReadLogs": True}},
    "LogDriver.StartLogging": log_start,
    "LogDriver.StopLogging": log_stop,
    "LogDriver.ReadLogs": log_read,
    "NetworkDriver.GetCapabilities": lambda r: {"Scope": "local"},
    "NetworkDriver.CreateNetwork": network_create,
    "NetworkDriver.DeleteNetwork": network_delete,
    "NetworkDriver.CreateEndpoint": endpoint_create,
    "NetworkDriver.DeleteEndpoint": endpoint_delete,
    "NetworkDriver.EndpointOperInfo": lambda r: {"Value": {}},
    "NetworkDriver.Join": endpoint_join,
    "NetworkDriver.Leave": lambda r: {},
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        method = self.path.lstrip("/")
        if method not in METHODS:
            return self.answer(404, b"404 page not found\n")
        try:
            if method.startswith("LogDriver.ReadLogs"):
                return self.chunks(METHODS[method](json.loads(body)))
            with LOCK:
                answer = METHODS[method](json.loads(body or b"{}"))
            self.answer(200, json.dumps(answer).encode())
        except (Refused, subprocess.CalledProcessError) as refused:
            self.answer(500, json.dumps({"Err": str(refused)}).encode())

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def chunks(self, data):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(data), 60000):
            piece = data[at:at + 60000]
            self.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def address_string(self):
        return "unix"

    def log_message(self, *words):
        pass


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, address):
        pass  # a peer that only looked whether somebody is there


os.makedirs(os.path.dirname(SOCKET), exist_ok=True)
os.makedirs(STATE, exist_ok=True)
if os.path.exists(SOCKET):
    os.unlink(SOCKET)
with Server(SOCKET, Handler) as server:
    print("ready", flush=True)
    server.serve_forever()
