@NullMarked
package dev.evert.engine.database;

import org.jspecify.annotations.NullMarked;
