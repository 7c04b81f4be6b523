/** Tests of what functions keep. */
@NullMarked
package dev.evert.sql.runtime;

import org.jspecify.annotations.NullMarked;
