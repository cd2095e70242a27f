#define($sample)#include("/sample/runtime/package-info.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)