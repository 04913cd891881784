/**
 * Brings lists from elsewhere into the book and out again: reads CSV, YAML and reports, tries every row, applies rows by
 * the same commands an operator sends, remembers what each row made so that a batch can be undone. Owns its waiting rows;
 * refuses to know rules, which stay with those who decide.
 */
@NullMarked
package myidc.imports;

import org.jspecify.annotations.NullMarked;
