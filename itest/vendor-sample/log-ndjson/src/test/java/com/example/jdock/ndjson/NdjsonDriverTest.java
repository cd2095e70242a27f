package com.example.jdock.ndjson;

import org.jdock.spi.log.LogDriver;
import org.jdock.tck.log.LogDriverSuite;

class NdjsonDriverTest extends LogDriverSuite {
  @Override
  protected LogDriver newDriver() {
    return new NdjsonDriver();
  }
}
