/** Actions by HTTP. */
@NullMarked
package dev.gatehouse.useractions.action.web;

import org.jspecify.annotations.NullMarked;
