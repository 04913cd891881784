/**
 * Files for other programs, made of what the book says about addresses: DHCP servers, name servers, packet filters, and
 * commands for hosts. Pure text of values given; no name from outside is written without being made harmless first.
 */
@NullMarked
package myidc.network.files;

import org.jspecify.annotations.NullMarked;
