@NullMarked
package dev.evert.shell.sql;

import org.jspecify.annotations.NullMarked;
