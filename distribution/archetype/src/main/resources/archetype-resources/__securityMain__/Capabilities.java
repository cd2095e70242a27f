#define($sample)#include("/sample/security/Capabilities.java")#end
$sample.toString().replace("org.jdock.driver.security.defaults", $package)