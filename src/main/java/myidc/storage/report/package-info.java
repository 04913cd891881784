/**
 * Reads what storage tools print: text in, figures out, or a refusal that names the line it could not believe. Refuses to
 * know where the text came from; runs nothing, stores nothing.
 */
@NullMarked
package myidc.storage.report;

import org.jspecify.annotations.NullMarked;
