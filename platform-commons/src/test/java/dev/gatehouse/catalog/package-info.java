/** What the catalog promises, sentence by sentence. */
@NullMarked
package dev.gatehouse.catalog;

import org.jspecify.annotations.NullMarked;
