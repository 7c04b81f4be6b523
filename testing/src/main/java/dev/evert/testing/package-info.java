/** Contract suites that every connector runs against its real store. */
@NullMarked
package dev.evert.testing;

import org.jspecify.annotations.NullMarked;
