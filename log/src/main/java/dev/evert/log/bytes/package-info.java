/** Little-endian numbers in byte arrays: the byte order of every file of the log. */
@NullMarked
package dev.evert.log.bytes;

import org.jspecify.annotations.NullMarked;
