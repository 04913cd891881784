"""Makes, runs and removes a machine with Apache libcloud as Debian packages it: libcloud_client.py URL TOKEN."""
import sys
import time
import urllib.parse

from libcloud.compute.providers import get_driver
from libcloud.compute.types import NodeState, Provider

WAIT_SECONDS = 30


def until(what, probe):
    """Waits until probe() is true; raises TimeoutError that names what was waited for."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not probe():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {WAIT_SECONDS} s in vain for {what}")
        time.sleep(0.2)


def main(url, token):
    address = urllib.parse.urlparse(url)
    driver = get_driver(Provider.LINODE)(
        token, secure=False, host=address.hostname, port=address.port, api_version="4.0"
    )

    location = next(one for one in driver.list_locations() if one.id == "us-ord")
    size = next(one for one in driver.list_sizes() if one.id == "g6-nanode-1")
    image = next(one for one in driver.list_images() if one.id == "linode/debian12")
    assert size.ram == 1024, size

    def node_of(made):
        return next((node for node in driver.list_nodes() if node.id == made.id), None)

    made = driver.create_node(
        location, size, image=image, name="libcloud-1", root_pass="correct-Horse-battery-9"
    )
    until("the node to run", lambda: node_of(made).state == NodeState.RUNNING)
    assert node_of(made).public_ips, "a running node has an address"
    driver.reboot_node(made)
    until("the node to run again", lambda: node_of(made).state == NodeState.RUNNING)
    driver.stop_node(made)
    until("the node to stop", lambda: node_of(made).state == NodeState.STOPPED)
    driver.start_node(made)
    until("the node to start", lambda: node_of(made).state == NodeState.RUNNING)
    assert driver.destroy_node(made)
    until("the node to vanish", lambda: node_of(made) is None)
    print("all of it worked")


if __name__ == "__main__":
    main(*sys.argv[1:])
