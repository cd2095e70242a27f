package org.jdock.spi.log;

public record LogQuery(long sinceNanos, long untilNanos, int tail) {
    public static final LogQuery ALL = new LogQuery(Long.MIN_VALUE, Long.MAX_VALUE, -1);
}
