/** What users do with the engine, done by the docker CLI on the shipped distribution. */
@NullMarked
package org.jdock.itest.engine;

import org.jspecify.annotations.NullMarked;
