#define($sample)#include("/sample/Snapshot.java")#end
$sample.toString().replace("com.example.jdock.copylink", $package).replace("CopyLinkDriver", "CopyStorageDriver").replace("copylink", $driverName)