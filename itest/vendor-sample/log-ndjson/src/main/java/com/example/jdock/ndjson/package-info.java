/** Log driver ndjson: what containers print, one JSON object a line, all containers in one folder. */
@NullMarked
package com.example.jdock.ndjson;

import org.jspecify.annotations.NullMarked;
