/** The contract of stores that a person can search for rows in. */
@NullMarked
package dev.evert.spi.search;

import org.jspecify.annotations.NullMarked;
