"""What does each demo picture show, said to someone who cannot see it?"""

ALT = {
    "agave-field": (
        "Rows of blue agave run towards a volcano while a harvester in a straw hat "
        "stands among them with a long-handled blade."
    ),
    "assembly-hall": (
        "Members in curved rows of seats face a speaker at the rostrum of a "
        "wood-panelled assembly hall."
    ),
    "avocado-orchard": (
        "Avocados hang from a bough above a full wooden crate, with orchard rows and "
        "a volcano behind."
    ),
    "bakery-conchas": (
        "Pink, white, yellow and chocolate conchas, sweet buns scored like shells, "
        "fill a baker's tray beside a pair of tongs."
    ),
    "beach-surf": (
        "A surfer rides a long breaking wave at sunset, with palm trees to the right."
    ),
    "border-bridge": (
        "Lorries stand in line on an arched bridge over a wide river at dusk."
    ),
    "canyon-train": (
        "A green passenger train crosses a steel viaduct between the red walls of a "
        "canyon."
    ),
    "cathedral-plaza": (
        "People and a balloon seller cross a tiled plaza before a two-towered "
        "cathedral at dusk."
    ),
    "cenote": (
        "Sunlight falls through the open roof of a cave onto a pool where someone "
        "swims and two people watch."
    ),
    "city-storm": (
        "People with umbrellas walk along a wet avenue as lightning strikes behind a "
        "city skyline at night."
    ),
    "coffee-highlands": (
        "A branch of ripe coffee cherries in front of a picker and misty, wooded "
        "mountains."
    ),
    "concert-guitar": (
        "A guitarist in silhouette plays on a lit stage, with a drummer behind and a "
        "crowd with raised hands in front."
    ),
    "coral-reef": (
        "A sea turtle swims above branching corals and a school of small orange fish."
    ),
    "desert-cactus": (
        "Tall columnar cactuses stand in a red desert at sunset, with flat-topped "
        "hills on the horizon."
    ),
    "factory-line": (
        "Orange robot arms weld a line of car bodies in a factory while two workers "
        "in helmets look on."
    ),
    "football-pitch": (
        "A player strikes the ball towards goal in an evening game under floodlights, "
        "below a hillside of painted houses."
    ),
    "kitchen-mole": (
        "A clay pot of dark mole stands before a tiled wall with dried chillies, "
        "chocolate tablets, cinnamon and a bowl of sesame seeds."
    ),
    "lagoon-flamingos": (
        "Flamingos wade in a still pink lagoon at dawn, with mangroves on the far "
        "shore."
    ),
    "maize-field": (
        "A farmer in a straw hat walks between rows of tall ripe maize towards the "
        "viewer, the sun low behind."
    ),
    "market": (
        "Two shoppers stand between market stalls heaped with fruit, under striped "
        "awnings and strings of cut-paper banners."
    ),
    "monarch-butterflies": (
        "Monarch butterflies cover the trunks of a forest and fly through its light "
        "while two visitors look up."
    ),
    "newspaper-desk": (
        "A desk seen from above with newspaper page proofs, a camera, a cup of "
        "coffee, spectacles, a notebook and two pencils."
    ),
    "observatory": (
        "An observatory dome stands open on a mountain ridge under the Milky Way."
    ),
    "peso-coins": (
        "Four stacks of two-coloured coins, each taller than the last, on a wooden "
        "table beside a painted clay money pig."
    ),
    "port": (
        "A container ship lies under the cranes of a port in late afternoon as a small "
        "launch passes."
    ),
    "pottery": (
        "A potter shapes a bowl at the wheel by a window, beside shelves of painted "
        "jars."
    ),
    "railway": (
        "A white and green train comes down a single track towards three rail workers "
        "in orange vests."
    ),
    "reservoir": (
        "A rowing boat lies stranded on cracked mud at the edge of a reservoir whose "
        "hills show bands of old water levels."
    ),
    "street-mural": (
        "A painter on a scaffold works on a wall-high mural of a hummingbird and "
        "flowers while a woman and a child watch."
    ),
    "subway-platform": (
        "Travellers wait on an underground platform as an orange train pulls in."
    ),
    "volcano": (
        "A snow-capped volcano smokes at first light behind wooded hills and a small "
        "church."
    ),
    "wind-farm": (
        "White wind turbines stand across a green plain where three horses graze."
    ),
}
