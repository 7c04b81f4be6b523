/**
 * Takes queries that are asked for each row out of plans. What such a query reads of the row around
 * it are its parameters; the query is turned into one whose rows carry the parameters' values that
 * they belong to, and is then joined.
 */
@NullMarked
package dev.evert.sql.decorrelate;

import org.jspecify.annotations.NullMarked;
