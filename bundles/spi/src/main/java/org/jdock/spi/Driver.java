package org.jdock.spi;

/** What every driver is. */
public interface Driver {}
