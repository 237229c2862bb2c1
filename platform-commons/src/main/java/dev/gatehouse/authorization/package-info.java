/** Who may do what with a topic, with the reason, and how far a live estate is from what the catalog says; plain data. */
@NullMarked
package dev.gatehouse.authorization;

import org.jspecify.annotations.NullMarked;
