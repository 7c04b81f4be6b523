/** What PostgreSQL's catalog says of the tables that are followed or filled. */
@NullMarked
package dev.evert.connectors.postgres.catalog;

import org.jspecify.annotations.NullMarked;
