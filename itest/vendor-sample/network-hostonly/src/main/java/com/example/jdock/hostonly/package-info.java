/** Network driver hostonly: containers of one network talk to each other and to the host. */
@NullMarked
package com.example.jdock.hostonly;

import org.jspecify.annotations.NullMarked;
