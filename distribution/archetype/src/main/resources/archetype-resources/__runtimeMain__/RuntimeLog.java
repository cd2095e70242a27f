#define($sample)#include("/sample/runtime/RuntimeLog.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)