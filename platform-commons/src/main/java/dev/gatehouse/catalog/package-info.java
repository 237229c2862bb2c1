/** All descriptors of a platform taken together and checked as one, and what follows from them as plain data. */
@NullMarked
package dev.gatehouse.catalog;

import org.jspecify.annotations.NullMarked;
