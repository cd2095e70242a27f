package org.jdock.http.internal.wire;

import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.http.internal.listen.Peer;
import org.jspecify.annotations.Nullable;

/**
 * One line a request, to the logger {@code org.jdock.audit}: method, path, status, uid, pid and
 * milliseconds; 499 when the client left first. The query is left out, for it may carry secrets
 * (build arguments).
 */
final class AuditLog {
  /** The status of a request whose client left before its answer was complete. */
  static final int CLIENT_GONE = 499;

  private static final Logger LOG = LogManager.getLogger("org.jdock.audit");
  private static final Pattern UNSAFE = Pattern.compile("[^\\x21-\\x7e]");
  private static final int LONGEST = 1024;

  private AuditLog() {}

  static void log(
      @Nullable RequestHead head,
      int status,
      String note,
      @Nullable Peer peer,
      String local,
      long nanos) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} {}{} uid={} pid={} {}ms via {}",
          head == null ? "-" : clean(head.method()),
          head == null ? "-" : clean(path(head.target())),
          status,
          note,
          peer == null ? "-" : Integer.toString(peer.uid()),
          peer == null ? "-" : Integer.toString(peer.pid()),
          nanos / 1_000_000,
          local);
    }
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** A log line must not be forged by a request line. */
  private static String clean(String s) {
    var cut = s.length() > LONGEST ? s.substring(0, LONGEST) : s;
    return UNSAFE.matcher(cut).replaceAll("?");
  }
}
