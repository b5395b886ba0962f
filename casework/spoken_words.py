"""Words that two people compare by phone, in place of letters and figures: plain English, no two alike to the ear.

A word stands for one byte. 256 words, sorted; no two within two letters of each other, none with a twin that sounds the
same, and none that hurts to hear.
"""

from collections.abc import Iterable

_WORDS = """
    acorn album almond amber anchor apple armchair arrow autumn avenue badge bamboo banjo barley basket beacon
    beetle bench bicycle biscuit blossom bonfire bonnet bookcase bramble breeze broccoli button cabin cactus
    calendar candle canvas caravan carpet cathedral celery chapel cherry chestnut chimney chocolate cinema
    cinnamon circle clarinet cloud clover coconut coffee compass copper cottage crayon cricket crocodile crystal
    cucumber curtain cushion daisy dandelion diamond dinner dolphin donkey doorbell drizzle dumpling eagle echo
    elbow elephant emerald engine envelope evening eyebrow fabric fairground falcon feather fennel festival
    fireplace flamingo footprint forest fossil fountain galaxy gallery garden gazelle geranium giraffe glacier
    goblet goldfish granite grape guitar hamster harvest hedgehog helmet heron hopscotch horizon hotel iceberg
    indigo island ivory jasmine jellyfish jewel jigsaw jungle keyboard kingfisher kitchen koala ladder ladybird
    lagoon lantern laurel lavender lettuce library lighthouse lilac lizard lobster mackerel magnet magpie
    marigold marmalade meadow microscope mirror mitten museum mushroom mustard napkin newspaper nightingale
    notebook nutmeg oasis oatmeal ocean octopus olive omelette onion orange orchard origami ostrich otter
    overcoat palace pancake panda parcel parsnip peacock pebble pelican pencil penguin piano picnic pigeon
    pillow pineapple planet pocket poppy porcupine porridge postcard potato primrose pumpkin puppet puzzle
    pyramid quarry rabbit radio railway rainbow raspberry recipe rhubarb ribbon river rosemary saffron sandwich
    satchel saucer scarecrow seahorse skateboard sketch slipper snail snowflake spaghetti spider spinach
    squirrel staircase statue summer sunflower sunset tambourine tapestry teapot telescope temple thimble
    thunder toast toothbrush tortoise tower tractor treasure trolley trumpet tugboat turnip umbrella unicorn
    vanilla village vinegar violin volcano waffle wallpaper walnut waterfall wheelbarrow whistle window zebra
    zigzag
"""
WORDS = tuple(_WORDS.split())


def spoken(data: bytes) -> tuple[str, ...]:
    """One word a byte."""
    return tuple(WORDS[byte] for byte in data)


def are_the_same(heard: str, words: Iterable[str]) -> bool:
    """Whether what somebody typed as it was read out is these words, in this order; case and what stands between them
    do not matter."""
    letters = "".join(letter if letter.isalpha() else " " for letter in heard.casefold())
    return tuple(letters.split()) == tuple(words)
