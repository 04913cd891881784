/** Mail by SMTP. */
@NullMarked
package myidc.driver.mail;

import org.jspecify.annotations.NullMarked;
