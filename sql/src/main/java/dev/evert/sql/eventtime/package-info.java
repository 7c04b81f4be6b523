/** What is known of the time of a view's rows, from the watermarks of the tables that it reads. */
@NullMarked
package dev.evert.sql.eventtime;

import org.jspecify.annotations.NullMarked;
