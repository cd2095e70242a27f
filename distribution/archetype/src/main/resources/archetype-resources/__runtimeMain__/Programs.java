#define($sample)#include("/sample/runtime/Programs.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)