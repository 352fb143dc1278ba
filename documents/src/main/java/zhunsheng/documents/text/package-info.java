/**
 * The text of files that people hand in. They may be anything: what cannot be read is said in a
 * sentence, and what would grow without bounds is not unpacked.
 */
@NullMarked
package zhunsheng.documents.text;

import org.jspecify.annotations.NullMarked;
