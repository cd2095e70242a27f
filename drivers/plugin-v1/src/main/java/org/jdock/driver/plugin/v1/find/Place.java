package org.jdock.driver.plugin.v1.find;

import org.jdock.driver.plugin.v1.client.Address;

/**
 * Where a plugin was found.
 *
 * @param mark another one when the plugin was started anew, or described anew
 */
record Place(Address address, String mark) {}
