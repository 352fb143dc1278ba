/** Printed forms: what a pack lays out, filled from a file, as HTML for paper and as DOCX. */
@NullMarked
package zhunsheng.documents;

import org.jspecify.annotations.NullMarked;
