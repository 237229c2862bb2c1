/** Notices by HTTP. */
@NullMarked
package dev.gatehouse.useractions.notice.web;

import org.jspecify.annotations.NullMarked;
