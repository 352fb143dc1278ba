/** How likely a declaration duplicates a thing that exists, and by which passages. */
@NullMarked
package zhunsheng.similarity.judge;

import org.jspecify.annotations.NullMarked;
