/** What the tests pack into driver bundles. */
package org.jdock.registry.vendor;
