"""A small photographer's studio in code: shapes as meshes, their pictures on paper, and the same meshes as glTF."""
