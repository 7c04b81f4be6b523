/** PostgreSQL's types and the forms in which it sends and takes their values. */
@NullMarked
package dev.evert.connectors.postgres.type;

import org.jspecify.annotations.NullMarked;
