package org.jdock.api.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a container's health is found out (Docker Engine API, HealthConfig). Durations in
 * nanoseconds; null or 0 to inherit.
 *
 * @param test {@code [NONE]}, {@code [CMD, args…]} or {@code [CMD-SHELL, command]}
 * @param interval between two tests
 * @param timeout of one test
 * @param startPeriod in which failures do not count
 * @param startInterval between two tests in the start period
 * @param retries failures in a row that make it unhealthy
 */
public record HealthConfig(
    @Nullable List<String> test,
    @Nullable Long interval,
    @Nullable Long timeout,
    @Nullable Long startPeriod,
    @Nullable Long startInterval,
    @Nullable Integer retries) {}
