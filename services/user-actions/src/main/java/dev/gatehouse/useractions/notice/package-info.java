/** Notices: what is going on in a block, for those who live there. */
@NullMarked
package dev.gatehouse.useractions.notice;

import org.jspecify.annotations.NullMarked;
