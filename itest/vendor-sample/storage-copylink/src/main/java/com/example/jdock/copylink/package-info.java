/** Storage driver copylink: whole copies, in which layers share their unchanged files. */
@NullMarked
package com.example.jdock.copylink;

import org.jspecify.annotations.NullMarked;
