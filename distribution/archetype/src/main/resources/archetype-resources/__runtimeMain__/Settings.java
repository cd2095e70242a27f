#define($sample)#include("/sample/runtime/Settings.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)