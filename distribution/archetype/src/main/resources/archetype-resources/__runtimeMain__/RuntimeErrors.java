#define($sample)#include("/sample/runtime/RuntimeErrors.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)