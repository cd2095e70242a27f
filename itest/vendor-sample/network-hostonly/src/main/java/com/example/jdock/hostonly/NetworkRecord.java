package com.example.jdock.hostonly;

/**
 * What is kept of a network from its making on, so that a release with other rules does not change
 * it under its containers. How it is written down is each release's {@link Schema}.
 *
 * @param bridge the link's name
 * @param mtu in bytes, 0 for the kernel's default
 */
record NetworkRecord(String bridge, int mtu) {}
