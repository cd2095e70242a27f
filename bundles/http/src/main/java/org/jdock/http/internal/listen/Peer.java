package org.jdock.http.internal.listen;

/**
 * The process at the other end of a unix socket, as the kernel recorded it when it connected
 * (SO_PEERCRED, unix(7)).
 *
 * @param uid effective user id
 * @param gid effective group id
 * @param pid process id; 0 when the peer lives in a pid namespace this one cannot see
 */
public record Peer(int uid, int gid, int pid) {}
