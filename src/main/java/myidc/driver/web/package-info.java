/** Calls to addresses that strangers chose. */
@NullMarked
package myidc.driver.web;

import org.jspecify.annotations.NullMarked;
