/** Who asks a registry, as docker login left it. */
@NullMarked
package org.jdock.shell.internal.login;

import org.jspecify.annotations.NullMarked;
