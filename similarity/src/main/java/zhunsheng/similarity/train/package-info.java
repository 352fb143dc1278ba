/** Learning the judge from labelled declarations, and measuring it. */
@NullMarked
package zhunsheng.similarity.train;

import org.jspecify.annotations.NullMarked;
