package org.jdock.launcher.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.selector.BasicContextSelector;

/**
 * One context for all, that goes by {@link ShippedLog}. Log4j makes it while its own class is being
 * loaded, so no logger can come before.
 */
public final class ShippedSelector extends BasicContextSelector {
  /** Made by log4j. */
  public ShippedSelector() {
    var level = Level.toLevel(System.getProperty(Logging.LEVEL), Level.INFO);
    getContext(ShippedSelector.class.getName(), null, false).start(new ShippedLog(level));
  }
}
