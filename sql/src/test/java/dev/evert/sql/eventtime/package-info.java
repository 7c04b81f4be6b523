/** Tests of views that follow the time of their tables. */
@NullMarked
package dev.evert.sql.eventtime;

import org.jspecify.annotations.NullMarked;
