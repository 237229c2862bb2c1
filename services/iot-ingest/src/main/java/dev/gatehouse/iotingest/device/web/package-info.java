/** What a device may know about itself, over HTTPS. */
@NullMarked
package dev.gatehouse.iotingest.device.web;

import org.jspecify.annotations.NullMarked;
